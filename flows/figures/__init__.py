"""The figures of a period: counts by what is known of each case, small counts hidden, and the statement."""
