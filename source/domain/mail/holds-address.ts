/** Odoo finds in a text whatever looks like this (`extract_rfc2822_addresses`, odoo/addons/base/models/ir_mail_server.py). */
const address = /[^" ,;<@]+@[^>" ,;]+/;

/** Whether Odoo has anybody to send to in this text. */
export const hasAnyAddress = (text: string | null | undefined): boolean => address.test(text ?? '');
