//! Addresses that a click must not open.

use steppe::atlas::Link;
use steppe::dossier::{Files, read};

#[test]
fn an_address_of_another_scheme_is_left_out_and_told() {
    let mut files = Files::new();
    let manifest = "format = 1\nid = \"u\"\ntitle = \"T\"\n[source]\ntitle = \"A title\"\n\
                    url = \"x-evil-handler://www.reuters.com/world\"\n[files]\narticle = \"a.md\"\n";
    files
        .insert("dossier.toml", manifest.as_bytes().to_vec())
        .expect("a plain name");
    let article = "# Title\n\n[One](file:///etc/passwd), [two](javascript:alert), \
                   [three](https://example.org/x).\n";
    files
        .insert("a.md", article.as_bytes().to_vec())
        .expect("a plain name");
    let reading = read(&files);
    assert_eq!(reading.dossier.publication.url, None);
    let told = |text: &str| {
        reading
            .problems
            .iter()
            .any(|problem| problem.what.contains(text))
    };
    assert!(told("x-evil-handler:") && told("file:///etc/passwd") && told("javascript:alert"));
    let passages = &reading.dossier.article.passages;
    let links = passages.iter().flat_map(|passage| &passage.spans);
    let web = links.filter(|span| matches!(span.link, Some(Link::Web(_))));
    assert_eq!(web.count(), 1);
}
