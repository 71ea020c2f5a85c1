/** DNS lookups that one evaluation may take; the next is a permanent error (RFC 7208 §4.6.4, as the two below). */
export const mostLookups = 10;
/** Lookups that may find nothing. */
export const mostVoids = 2;
/** Mail exchangers that an `mx` may lead to. */
export const mostExchangers = 10;
