"""What keeps the exhibit going with nobody near: files that change, and the last deck that was sound."""
