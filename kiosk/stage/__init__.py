"""THE SCREEN: window, scene, transitions, gestures, navigation rail and the polite question."""
