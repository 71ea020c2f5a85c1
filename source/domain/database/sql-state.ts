/** A right is missing. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const insufficientPrivilege = '42501';
