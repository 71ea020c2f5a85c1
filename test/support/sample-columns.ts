/**
 * Every third column, or every one with ODOO_VERSIONS=all: what reads a table names the column that it lacks in one place
 * for all of them.
 */
export const sampleColumns = <Column>(columns: readonly Column[]): readonly Column[] =>
  process.env['ODOO_VERSIONS'] === 'all' ? columns : columns.filter((_, index) => index % 3 === 0);
