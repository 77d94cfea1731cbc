description = ["articles", "guides", "knowledge base"]
