"""What Paritet costs, measured beside what it is compared with; never run by the tests."""
