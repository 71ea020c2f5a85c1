/** Something about the recipients of a waiting mail, as the tables have it. */
export interface RecipientFlaw {
  readonly mailId: number;
  readonly flaw: /** Neither a partner nor an address in To or Cc. */
    | 'no-recipient'
    /** The text in To and Cc holds no address, and there is no partner either. */
    | 'unreadable-text'
    /** A partner without an address. */
    | 'no-address'
    /** A partner's address in which Odoo found none. */
    | 'unreadable-address'
    /** A semicolon behind an address, or several without a comma between them. Odoo from 18 on reads them all the same. */
    | 'unparted'
    /** On Odoo's blacklist. Mass mailings skip such an address; other mail is sent to it. */
    | 'blacklisted';
  readonly partnerId: number | null;
  readonly address: string | null;
}
