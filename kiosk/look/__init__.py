"""HOW THINGS LOOK: theme, fonts, type-setting, motion, pictures. Qt, but nothing of decks or slides."""
