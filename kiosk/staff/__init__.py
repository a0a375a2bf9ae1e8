"""What those who look after the exhibit see, and visitors don't."""
