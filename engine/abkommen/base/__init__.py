"""What every room shares: problems with places, YAML with positions, dates, three-valued logic, bilingual texts, fields."""
