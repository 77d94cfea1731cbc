description = "Performs retrieval of solution records from the solution store."
