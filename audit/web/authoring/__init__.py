"""Where questionnaires are written in forms: what is asked, how it looks to whoever answers, and what is wrong."""
