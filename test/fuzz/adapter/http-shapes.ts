import { gzipSync } from 'node:zlib';
import type { Write } from '../../helpers/engine/raw-engine.js';
import fc from '../../helpers/fast-check.js';
import { hostileBytes, hostileText } from '../hostile.js';

/** An HTTP answer on the wire: its bytes, in chunks, and what follows on the connection. */
export type Shape = {
	readonly bytes: Buffer;
	/** Bytes per chunk; undefined sends all at once. */
	readonly pieces: number | undefined;
	readonly end: 'close' | 'reset' | 'open' | 'endless';
};

const fields = [
	...['Id', 'ID', 'Names', 'Name', 'Image', 'ImageID', 'State', 'Status', 'Created', 'CreatedAt', 'Ports', 'Labels'],
	...['Mounts', 'NetworkSettings', 'Networks', 'Config', 'HostConfig', 'RepoTags', 'RepoDigests', 'Size', 'Volumes'],
	...['Containers', 'Images', 'BuildCache', 'Driver', 'Options', 'IPAM', 'Processes', 'Titles', 'Warnings', 'Warning'],
	...['message', 'error', 'errorDetail', 'stream', 'status', 'id', 'aux', 'progressDetail', 'Type', 'Action', 'Actor'],
	...['time', 'timeNano', 'cpu_stats', 'precpu_stats', 'memory_stats', 'networks', 'blkio_stats', 'pids_stats', 'read'],
	...['ContainersDeleted', 'SpaceReclaimed', 'StatusCode', 'ExitCode', 'Running', 'Untagged', 'Deleted', 'NCPU'],
	...['MemTotal', 'Version', 'ApiVersion', 'ServerVersion', 'CgroupVersion', 'Swarm', 'Attributes', 'Kind', 'Path'],
	...['__proto__', 'constructor', 'toString', 'Env', 'Cmd', 'Health', 'Log', 'StartedAt', 'FinishedAt', 'Tty'],
];
const number = fc.constantFrom(0, -1, 1, 0.5, 1e21, -1e300, 2 ** 53, 1_700_000_000, 9e15);
const leaf = fc.oneof(number, fc.boolean(), fc.constant(null), hostileText, fc.constantFrom('running', '../x', 'a/b'));
const { value } = fc.letrec<{ value: unknown }>(tie => ({
	value: fc.oneof(
		{ maxDepth: 5 },
		leaf,
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom(...fields), tie('value'), { maxKeys: 12 }),
	),
}));

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
/** JSON of any shape: complete, cut, several values, or no JSON. */
const body = fc
	.oneof(
		{ weight: 4, arbitrary: value.map(any => JSON.stringify(any)) },
		{ weight: 2, arbitrary: fc.array(value, { maxLength: 5 }).map(rows => JSON.stringify(rows)) },
		{
			weight: 2,
			arbitrary: fc.array(value, { maxLength: 8 }).map(rows => rows.map(row => JSON.stringify(row)).join('\n')),
		},
		{ weight: 2, arbitrary: fc.tuple(value, fc.nat(40)).map(([any, cut]) => JSON.stringify(any).slice(0, -1 - cut)) },
		fc.constantFrom(
			'',
			'null',
			'[]',
			'{}',
			'1',
			'"text"',
			'true',
			'[null]',
			'[[]]',
			'\0',
			'OK',
			'{"message":""}',
			'\n\n\n',
		),
		fc.constantFrom(
			'<html>no</html>',
			nested(100_000),
			`{"a":${nested(5000)}}`,
			`"${'x'.repeat(300_000)}"`,
			'\ufeff[]',
		),
		hostileText,
	)
	.map(text => Buffer.from(text));
const bytes = fc.oneof(
	{ weight: 6, arbitrary: body },
	hostileBytes.map(Buffer.from),
	body.map(data => gzipSync(data)),
);

const status = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(200, 200, 200, 201, 204, 304) },
	{ weight: 2, arbitrary: fc.constantFrom(300, 301, 302, 303, 307, 308, 399) },
	{ weight: 2, arbitrary: fc.constantFrom(400, 401, 403, 404, 409, 429, 500, 502, 503, 504) },
	fc.integer({ min: 100, max: 599 }),
	fc.constantFrom(0, 1, 99, 600, 999, 101, 100, 102, 103, 1000),
);
const location = fc.constantFrom(
	'http://127.0.0.1:1/x',
	'ftp://x/y',
	'/_ping',
	'',
	'::',
	'//h',
	'javascript:1',
	'http://[',
);
const header = fc.oneof(
	location.map(where => `Location: ${where}`),
	fc.constantFrom('Content-Type: text/html', 'Content-Type: application/octet-stream', 'Content-Type: \x80'),
	fc.constantFrom('Connection: close', 'Connection: keep-alive', 'Connection: Upgrade\r\nUpgrade: tcp', 'Upgrade: h2c'),
	fc.constantFrom(
		'Content-Encoding: gzip',
		'Content-Encoding: br',
		'Trailer: x',
		'Set-Cookie: a',
		'Keep-Alive: timeout=-1',
	),
	fc.constantFrom(
		'No colon',
		': no name',
		'A\0b: c',
		'X: \x1b]0;t\x07',
		' folded',
		'Expect: 100-continue',
		'Builder-Version: 9',
	),
	fc.constantFrom(
		'Content-Length: 5',
		'Content-Length: -1',
		'Content-Length: x',
		'Content-Length: 99999999999999999999',
	),
	fc.integer({ min: 1, max: 40_000 }).map(length => `X-Long: ${'y'.repeat(length)}`),
);

type Framing = (data: Buffer) => readonly [head: string, body: Buffer];
const chunked = (data: Buffer): Buffer =>
	Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n0\r\n\r\n')]);
const framings: readonly Framing[] = [
	data => [`Content-Length: ${data.length}\r\n`, data],
	data => [`Content-Length: ${data.length}\r\n`, data],
	data => ['Transfer-Encoding: chunked\r\n', data.length === 0 ? Buffer.from('0\r\n\r\n') : chunked(data)],
	data => ['', data],
	data => [`Content-Length: ${data.length + 7}\r\n`, data],
	data => [`Content-Length: ${Math.max(0, data.length - 7)}\r\n`, data],
	data => [`Content-Length: ${data.length}\r\nContent-Length: ${data.length + 1}\r\n`, data],
	data => ['Transfer-Encoding: chunked\r\n', data],
	data => [`Transfer-Encoding: chunked\r\nContent-Length: ${data.length}\r\n`, chunked(data)],
	data => ['Transfer-Encoding: chunked\r\n', Buffer.concat([Buffer.from('ffffffffffffff\r\n'), data])],
	data => ['Transfer-Encoding: gzip, chunked\r\n', chunked(data)],
	data => ['Transfer-Encoding: what\r\n', data],
];
const line = fc.constantFrom(
	'HTTP/1.1',
	'HTTP/1.1',
	'HTTP/1.1',
	'HTTP/1.1',
	'HTTP/1.0',
	'HTTP/2.0',
	'HTTP/9',
	'ICY',
	'',
);
const reason = fc.oneof(
	fc.constantFrom('OK', '', 'Moved'),
	hostileText.map(text => text.replace(/[\r\n]/g, '')),
);

const wellFormed = fc
	.tuple(line, status, reason, fc.array(header, { maxLength: 3 }), fc.constantFrom(...framings), bytes)
	.map(([version, code, words, headers, framing, data]) => {
		const [length, sent] = framing(data);
		const head = `${version} ${code} ${words}\r\n${headers.map(each => `${each}\r\n`).join('')}${length}\r\n`;
		return Buffer.concat([Buffer.from(head, 'latin1'), sent]);
	});

const sound = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]');
const raw = fc.oneof(
	{ weight: 12, arbitrary: wellFormed },
	// Cut in the head or the body.
	{ weight: 3, arbitrary: fc.tuple(wellFormed, fc.nat(120)).map(([whole, at]) => whole.subarray(0, at)) },
	// More bytes follow the answer on a connection that stays open.
	{ weight: 2, arbitrary: fc.tuple(wellFormed, wellFormed).map(parts => Buffer.concat(parts)) },
	{
		weight: 1,
		arbitrary: wellFormed.map(rest => Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(50)), rest])),
	},
	{ weight: 1, arbitrary: hostileBytes.map(Buffer.from) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			...[Buffer.alloc(0), Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46]), Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
			...[Buffer.from('SSH-2.0-OpenSSH_9\r\n'), Buffer.alloc(4096), Buffer.from('\r\n\r\n\r\n'), sound],
			Buffer.from(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(5000)}\r\n`),
			Buffer.from('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n\x01\0\0\0\0\0\0\x05hello'),
			Buffer.from(
				'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n\x07\xff\xff\xff\xff\xff\xff\xff',
			),
		),
	},
);

/** Answers of every class and shape. */
export const shape: fc.Arbitrary<Shape> = fc.record({
	bytes: raw,
	pieces: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom(1, 2, 7, 1000)),
	end: fc.oneof(
		{ weight: 12, arbitrary: fc.constantFrom('close' as const, 'close' as const, 'reset' as const) },
		{ weight: 2, arbitrary: fc.constantFrom('open' as const, 'endless' as const) },
	),
});

/** The most pieces of an answer that are sent one by one; the rest follows at once, so that a run ends. */
const trickled = 200;

/** Sends an answer of a shape. */
export const writing =
	({ bytes: whole, pieces, end }: Shape): Write =>
	socket => {
		const finish = () => {
			if (end === 'close') {
				socket.end();
			} else if (end === 'reset') {
				socket.resetAndDestroy();
			} else if (end === 'endless') {
				pour(socket, whole.length > 0 ? whole.subarray(-64) : Buffer.from('x'));
			}
		};
		if (pieces === undefined || whole.length === 0) {
			return void socket.write(whole, finish);
		}
		const next = (at: number) => {
			if (socket.destroyed) {
				return;
			}
			const until = at < trickled * pieces ? at + pieces : whole.length;
			socket.write(whole.subarray(at, until), () => (until < whole.length ? setImmediate(next, until) : finish()));
		};
		next(0);
	};

/** Repeats the same data while the client reads. */
export function pour(socket: import('node:net').Socket, data: Buffer): void {
	if (socket.destroyed) {
		return;
	}
	socket.write(data, () => setImmediate(pour, socket, data));
}
