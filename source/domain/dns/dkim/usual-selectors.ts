/** Selectors that providers give their customers, as their help pages had them by 2026-11-24. Absence proves nothing. */
export const usualSelectors: readonly string[] = [
  ...['google', '20230601'],
  ...['selector1', 'selector2'],
  ...['s1', 's2'],
  ...['k1', 'k2', 'k3', 'mx', 'pic', 'mta', 'pdk1', 'pdk2'],
  ...['brevo1', 'brevo2', 'mail'],
  ...['mailjet', 'mandrill', 'mte1', 'mte2'],
  ...['zmail', 'zoho'],
  ...['fm1', 'fm2', 'fm3'],
  ...['ovhmo-selector-1', 'ovhmo-selector-2'],
  ...['gm1', 'gm2', 'gm3'],
  ...['s1-ionos', 's2-ionos', 's42582890'],
  ...['sig1', 'resend', 'odoo'],
  ...['default', 'dkim'],
];
