import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const python = 'CPython 3.11 on Linux: OSError and socket.gaierror texts, as Odoo stores them';
const windows = 'learn.microsoft.com windows/win32/winsock/windows-sockets-error-codes-2';

/** The connection failed before any server spoke. Odoo stores errno and text on two lines, or `[Errno N] text`. */
export const networkRules = (): readonly ReplyRule[] => [
  {
    id: 'net-refused',
    when: {
      silent: true,
      text: phrases`
        connection refused
        \[errno (?:111|61)\]
        \beconnrefused\b
        actively refused
        \[winerror 10061\]
        ^10061[ ]
      `,
    },
    class: 'net.refused',
    source: `${python}; ${windows}`,
    sample: '111\nConnection refused',
  },
  {
    id: 'net-reset',
    when: {
      silent: true,
      text: phrases`
        connection reset by peer
        \[errno (?:104|54|32)\]
        broken pipe
        \beconnreset\b
        \bepipe\b
        forcibly closed by the remote host
        \[winerror 1005[34]\]
        ^1005[34][ ]
      `,
    },
    class: 'net.reset',
    source: `${python}; ${windows}`,
    sample: '104\nConnection reset by peer',
  },
  {
    id: 'net-not-permitted',
    when: {
      silent: true,
      text: phrases`
        ^(?:oserror: |permissionerror: )?(?:\[errno (?:1|13)\]|1|13) (?:permission denied|operation not permitted)\W?$
        \[winerror 10013\]
        ^10013[ ]
        forbidden by its access permissions
      `,
    },
    class: 'net.not_permitted',
    source: 'connect(2) of Linux, EACCES and EPERM: a local firewall rule or SELinux; no file is named',
    sample: '[Errno 13] Permission denied',
  },
  {
    id: 'net-unreachable',
    when: {
      silent: true,
      text: phrases`
        network is unreachable
        no route to host
        \bhost (?:is )?(?:not reachable|unreachable)
        \[errno (?:101|113|51|65)\]
        \benetunreach\b
        \behostunreach\b
        cannot assign requested address
        unreachable (?:network|host)
        \[winerror 100(?:49|51|65)\]
        ^100(?:49|51|65)[ ]
      `,
    },
    class: 'net.unreachable',
    source: `${python}; ${windows}`,
    sample: '101\nNetwork is unreachable',
  },
  {
    id: 'net-dns-temporary',
    when: {
      silent: true,
      text: phrases`
        temporary failure in name resolution
        \[errno -3\]
        \beai_again\b
        \beservfail\b
        lookup timed out
        \[errno 11002\]
      `,
    },
    class: 'net.dns_temporary',
    source: python,
    sample: '-3\nTemporary failure in name resolution',
  },
  {
    id: 'net-dns-not-found',
    when: {
      silent: true,
      text: phrases`
        name or service not known
        nodename nor servname
        servname not supported
        no address associated with
        non-recoverable failure in name resolution
        getaddrinfo failed
        \[errno (?:-2|-5|11001)\]
        \benotfound\b
        ^(?:-2|-5|11001)[ ]
      `,
    },
    class: 'net.dns_not_found',
    source: python,
    sample: '-2\nName or service not known',
  },
  {
    id: 'conn-silent',
    when: {
      silent: true,
      text: phrases`connection unexpectedly closed: timed out`,
    },
    class: 'conn.silent',
    source: 'CPython Lib/smtplib.py getreply(): the connection stands, no line ever came',
    sample: 'Connection unexpectedly closed: timed out',
  },
  {
    id: 'conn-stalled',
    when: { silent: true, text: phrases`(?:read|write) operation timed out` },
    class: 'conn.stalled',
    source: 'CPython Modules/_ssl.c: only a connection that is secured already says so',
    sample: 'Connection unexpectedly closed: The read operation timed out',
  },
  {
    id: 'conn-not-smtp',
    when: {
      silent: true,
      text: phrases`
        ^\(?-1[, ] ?b['"]
        ^line too long\.?$
      `,
    },
    class: 'conn.not_smtp',
    source: 'CPython Lib/smtplib.py getreply(): -1 for a line without a code, and the limit of a line',
    sample: "SMTPConnectError: (-1, b'HTTP/1.1 400 Bad Request')",
  },
  {
    id: 'net-timeout',
    when: {
      silent: true,
      text: phrases`
        ^(?:\(?')?timed out(?:',?\))?\W{0,3}$
        connection timed out
        \[errno (?:110|60)\]
        \betimedout\b
        ^(?:110|60|10060)[ ]
        \[winerror 10060\]
        did not properly respond after a period of time
        (?<!handshake )operation timed out
        : timed out$
      `,
    },
    class: 'net.timeout',
    source: `${python}; ${windows}`,
    sample: 'timed out',
  },
  {
    id: 'conn-closed',
    when: {
      silent: true,
      text: phrases`
        connection unexpectedly closed
        run connect\(\) first
        connection closed unexpectedly
        server not connected
        closed the connection unexpectedly
      `,
    },
    class: 'conn.closed',
    source: 'CPython Lib/smtplib.py SMTPServerDisconnected',
    sample: 'Connection unexpectedly closed',
  },
  {
    id: 'python-no-starttls',
    when: { silent: true, text: phrases`starttls (?:extension )?(?:is )?not supported by (?:the )?server` },
    class: 'tls.starttls_not_offered',
    source: 'CPython Lib/smtplib.py starttls()',
    sample: 'STARTTLS extension not supported by server.',
  },
  {
    id: 'python-no-auth',
    when: { silent: true, text: phrases`smtp auth extension not supported by server` },
    class: 'auth.not_offered',
    source: 'CPython Lib/smtplib.py login()',
    sample: 'SMTP AUTH extension not supported by server.',
  },
  {
    id: 'python-no-mechanism',
    when: { silent: true, text: phrases`no suitable authentication method found` },
    class: 'auth.mechanism',
    source: 'CPython Lib/smtplib.py login()',
    sample: 'No suitable authentication method found.',
  },
];
