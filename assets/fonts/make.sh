#!/usr/bin/env bash
# Makes the embedded fonts and src/ui/icons.rs again from their published
# packages. Needs Debian or Ubuntu with bash, npm, python3 with venv, sha256sum, tar and a network;
# the same inputs give the same bytes.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# fetch PACKAGE VERSION SHA256 FOLDER: a package of the npm registry, unpacked.
fetch() {
    local archive
    archive=$(npm pack --silent "$1@$2")
    echo "$3  $archive" | sha256sum --check --quiet
    mkdir "$4"
    tar -xzf "$archive" -C "$4" --strip-components=1
}

fetch source-sans 3.52.0 49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88 sans
fetch source-serif 4.5.1 19a448df98f4aa777de3452b0a1e29aa7ffe29252fe552c8a2d2531702d80746 serif
fetch @phosphor-icons/web 2.1.2 40e3096099ca818c047979cece6a3764944d5200c67b64092f7bcd8bcd1d2b08 icons

# fetch_debian PACKAGE VERSION SHA256: a package of Debian 12, unpacked into noto/.
fetch_debian() {
    apt-get download --quiet "$1=$2"
    echo "$3  $(ls "$1"_*.deb)" | sha256sum --check --quiet
    dpkg-deb --extract "$1"_*.deb debian
}

fetch_debian fonts-noto-core 20201225-1 58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba
fetch_debian fonts-noto-cjk 1:20220127+repack1-1 4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502
ln -s debian/usr/share/fonts noto

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fonttools==4.68.0

venv/bin/python "$here/make.py" "$scratch" "$here"

cp sans/LICENSE.md "$here/LICENSE-Steppe-Sans.txt"
cp serif/LICENSE.md "$here/LICENSE-Steppe-Serif.txt"
cp icons/LICENSE "$here/LICENSE-Steppe-Icons.txt"
