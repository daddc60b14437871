"""The demo street's shops, and what stands in the addresses of each."""

SHOPS = {
    "fleurs": {
        "theme": "fleuriste",
        "product": "rose-a-l-unite",
        "category": "fleurs-fraiches",
        "collection": "de-saison",
        "page": "fleurs-entretien",
        "word": "rose",
    },
    "pain": {
        "theme": "boulangerie",
        "product": "croissant",
        "category": "viennoiseries",
        "collection": "petit-dejeuner",
        "page": "pain-allergenes",
        "word": "pain",
    },
    "terre": {
        "theme": "atelier",
        "product": "gobelet",
        "category": "poterie",
        "collection": "idees-cadeaux",
        "page": "terre-entretien",
        "word": "bol",
    },
}
LANGUAGES = ("fr", "en")
CUSTOMER, PASSWORD = "customer@rue.example", "demo-street"
