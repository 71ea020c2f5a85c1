/** Rows that one transaction of ours changes: its locks are gone before Odoo could miss the rows. */
export const rowsInTransaction = 500;

/** Mails that are judged at a time: what is held of each beyond that is little. */
export const mailsInPage = 1_000;

/** Ids that one read of ours names. */
export const idsInStatement = 5_000;
