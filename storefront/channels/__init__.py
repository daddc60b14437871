"""One channel is one artisan's shop: currency, country, zone, language, settings. Also the street's tax classes."""
