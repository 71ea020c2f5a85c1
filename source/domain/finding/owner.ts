/** Who must act. */
export type Owner = 'odoo' | 'host' | 'provider' | 'dns' | 'recipient';
