/**
 * The file for logrotate.d. `owners`: logrotate refuses a folder that others than root may write unless it is told as whom
 * to work (logrotate(8), `su`). Odoo opens the log anew by itself, so that nothing is lost as with copytruncate; a process
 * that has not written yet still holds the file that was moved, hence delaycompress.
 */
export const composeEntry = (
  logFile: string,
  owners: { readonly user: string; readonly group: string } | undefined,
): string =>
  [
    "# Odoo's log. Odoo opens it anew by itself once it was moved away.",
    `${/\s/.test(logFile) ? `"${logFile}"` : logFile} {`,
    '    daily',
    '    maxsize 100M',
    '    rotate 14',
    '    missingok',
    '    notifempty',
    '    compress',
    '    delaycompress',
    '    create',
    ...(owners === undefined ? [] : [`    su ${owners.user} ${owners.group}`]),
    '}',
    '',
  ].join('\n');
