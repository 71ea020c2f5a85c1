/** A word of ExecStart=: systemd.syntax(7), "Quoting"; `%` and `$` mean something to it. */
const quote = (word: string): string => {
  const plain = word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w./:=@,+-]+$/.test(word) ? word : `"${plain}"`;
};

export interface UnitParts {
  /** Program and arguments, the first with its full path. */
  readonly command: readonly string[];
  /** Whom it runs as. */
  readonly user: string;
  /** A folder that it writes to besides its state. */
  readonly folder?: string;
}

/** A unit for `systemctl`: systemd.service(5), systemd.exec(5). */
export const systemdUnit = ({ command, user, folder }: UnitParts): string => `[Unit]
Description=Watches the e-mail of Odoo
Documentation=man:systemd.service(5)
After=network-online.target postgresql.service
Wants=network-online.target

[Service]
Type=notify
NotifyAccess=all
ExecStart=${command.map(quote).join(' ')}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
WatchdogSec=5min
RestartSec=10
User=${user}
StateDirectory=odoo-mail-doctor
StateDirectoryMode=0700
Environment=XDG_STATE_HOME=/var/lib/odoo-mail-doctor
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=read-only
${folder === undefined ? '' : `ReadWritePaths=${quote(folder)}\n`}
[Install]
WantedBy=multi-user.target
`;
