"""What several views share: text to HTML with links to terms, linked data, pictures."""
