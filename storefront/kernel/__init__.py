"""Words that all areas share: scarcity, events, promises, money, ids, errors. Knows nothing about shops."""
