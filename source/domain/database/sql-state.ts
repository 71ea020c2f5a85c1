/** A right is missing. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const insufficientPrivilege = '42501';

/** Somebody else holds the lock, and the statement was not to wait longer. */
export const lockNotAvailable = '55P03';
