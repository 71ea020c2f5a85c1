import type { Socket } from 'node:net';

/** One message of the PostgreSQL protocol after the login. */
export interface Frame {
  readonly type: string;
  readonly body: Buffer;
  readonly bytes: Buffer;
}

export type Startup =
  | { readonly kind: 'startup'; readonly database: string; readonly parameters: ReadonlyMap<string, string> }
  | { readonly kind: 'cancel'; readonly pid: number };

const sslRequest = 80_877_103;
const cancelRequest = 80_877_102;

export const text = (...parts: readonly string[]): Buffer => Buffer.from(parts.map((part) => `${part}\0`).join(''));

export const frame = (type: string, body: Buffer): Buffer => {
  const head = Buffer.from(`${type}\0\0\0\0`);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** Tells each message once it is whole. */
export const readFrames = (socket: Socket, tell: (frame: Frame) => void): void => {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const length = rest.readInt32BE(1) + 1;
      if (rest.length < length) return;
      const bytes = rest.subarray(0, length);
      rest = rest.subarray(length);
      tell({ type: String.fromCharCode(bytes[0] ?? 0), body: bytes.subarray(5), bytes });
    }
  });
};

/** The first message of a connection; TLS is declined. */
export const readStartup = (socket: Socket): Promise<Startup> =>
  new Promise((resolve) => {
    const hear = (message: Buffer): void => {
      const code = message.readInt32BE(4);
      if (code === sslRequest) {
        socket.write('N');
        return;
      }
      socket.off('data', hear);
      if (code === cancelRequest) resolve({ kind: 'cancel', pid: message.readInt32BE(8) });
      else {
        const fields = message.subarray(8).toString().split('\0');
        const parameters = new Map(
          fields.flatMap((name, place) => (place % 2 === 0 ? [[name, fields[place + 1] ?? '']] : [])),
        );
        resolve({ kind: 'startup', database: parameters.get('database') ?? '', parameters });
      }
    };
    socket.on('data', hear);
  });
