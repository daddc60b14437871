"""The demo street's shops, and what stands in the addresses of each."""

SHOPS = {
    "fleurs": {
        "theme": "fleuriste",
        "product": "rose-a-l-unite",
        "category": "fleurs-fraiches",
        "collection": "de-saison",
        "page": "fleurs-entretien",
        "word": "rose",
        "gone": "mimosa",
        "scarce": {"fr": "centre-de-table", "en": "couronne-sechee"},
        "ticked": "attributes[couleur].values[]=blanc",
    },
    "pain": {
        "theme": "boulangerie",
        "product": "croissant",
        "category": "viennoiseries",
        "collection": "petit-dejeuner",
        "page": "pain-allergenes",
        "word": "pain",
        "gone": "pain-aux-raisins",
        "scarce": {"fr": "fraisier", "en": "entremets-trois-chocolats"},
        "ticked": "attributes[farine].values[]=ble-t65",
    },
    "terre": {
        "theme": "atelier",
        "product": "gobelet",
        "category": "poterie",
        "collection": "idees-cadeaux",
        "page": "terre-entretien",
        "word": "bol",
        "gone": "pot-a-ustensiles",
        "scarce": {"fr": "saladier", "en": "theiere"},
        "ticked": "attributes[couleur].values[]=blanc",
    },
}
LANGUAGES = ("fr", "en")
CUSTOMER, STAFF, PASSWORD = "customer@rue.example", "admin@rue.example", "demo-street"  # staff never bought anything
