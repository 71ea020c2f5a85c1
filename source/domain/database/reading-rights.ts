/** What helps a role that may not read one of Odoo's tables. */
export const readingRightsHint =
  'Connect as the role that Odoo uses, which owns its tables, or let this role read the table (GRANT SELECT ON …).';
