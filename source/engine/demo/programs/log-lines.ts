import { mix, pick, unit } from '../world/random.js';
import type { LogPattern } from './program.js';

/** Log lines of the demo programs. Each line is a pure function of its index, the container's key and the time. */

const agents = [
	'Mozilla/5.0 (X11; Linux x86_64) Firefox/142.0',
	'curl/8.9.1',
	'Mozilla/5.0 (iPhone) Safari/605.1.15',
	'kube-probe/1.33',
];
const paths = [
	'/',
	'/api/orders?page=2',
	'/static/app.3f9c1.js',
	'/api/cart',
	'/healthz',
	'/products/42',
	'/login',
	'/favicon.ico',
];
const users = ['ada', 'grace', 'linus', 'margaret', 'ken', 'barbara'];

const accessLog: LogPattern = (index, key, at) => {
	const random = mix(key, index);
	const status = pick([200, 200, 200, 200, 304, 304, 404, 302, 200, 500], random >>> 4);
	const ip = `10.${random & 15}.${(random >>> 8) & 255}.${(random >>> 16) & 255}`;
	const line = `${ip} - - [${apacheTime(at)}] "GET ${pick(paths, random >>> 7)} HTTP/1.1" ${status} ${200 + (random % 48_000)} "-" "${pick(agents, random >>> 11)}"`;
	if (status !== 500) {
		return { text: line };
	}
	return {
		text: `${apacheTime(at)} [error] 31#31: *${index} upstream timed out (110: Connection timed out)`,
		stderr: true,
	};
};

const traceback = [
	'Traceback (most recent call last):',
	'  File "/app/main.py", line 87, in checkout',
	'    total = cart.total(currency=request.args["currency"])',
	'  File "/app/cart.py", line 31, in total',
	'    return sum(item.price for item in self.items)',
	"TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'",
];
const banner = [
	" * Serving Flask app 'app'",
	' * Running on http://0.0.0.0:80/',
	'\x1b[33mPress CTRL+C to quit\x1b[0m',
	'\x1b[31mWARNING\x1b[0m: This is a development server.',
];

const flask: LogPattern = (index, key, at) => {
	if (index < banner.length) {
		return { text: banner[index] ?? '', stderr: index === 3 };
	}
	const turn = index % 97;
	if (turn < traceback.length && index > 97) {
		return { text: traceback[turn] ?? '', stderr: true };
	}
	const random = mix(key, index);
	const colour = random % 11 === 0 ? '33' : random % 5 === 0 ? '36' : '';
	const request = `"GET ${pick(paths, random >>> 3)} HTTP/1.1"`;
	const status = colour === '33' ? 404 : colour === '36' ? 304 : 200;
	return {
		text: `10.0.3.${random & 127} - - [${apacheTime(at)}] ${colour ? `\x1b[${colour}m${request}\x1b[0m` : request} ${status} -`,
	};
};

const postgres: LogPattern = (index, key, at) => {
	const stamp = `${new Date(at).toISOString().slice(0, 23).replace('T', ' ')} UTC`;
	const random = mix(key, index);
	const log = (pid: number, text: string) => ({ text: `${stamp} [${pid}] ${text}`, stderr: true });
	if (index === 0) {
		return log(1, 'LOG:  starting PostgreSQL 16.9 on x86_64-pc-linux-musl, compiled by gcc, 64-bit');
	}
	if (index === 1) {
		return log(1, 'LOG:  listening on IPv4 address "0.0.0.0", port 5432');
	}
	if (index === 2) {
		return log(1, 'LOG:  database system is ready to accept connections');
	}
	if (random % 7 === 0) {
		return log(52, `ERROR:  duplicate key value violates unique constraint "orders_pkey" at character ${random % 90}`);
	}
	if (random % 4 === 0) {
		return log(27, `LOG:  checkpoint complete: wrote ${random % 900} buffers (0.${random % 9}%)`);
	}
	return log(
		60 + (random % 9),
		`LOG:  duration: ${(unit(random) * 90 + 1).toFixed(3)} ms  statement: SELECT * FROM orders WHERE user = '${pick(users, random)}'`,
	);
};

const redis: LogPattern = (index, key, at) => {
	const random = mix(key, index);
	const stamp = new Date(at).toUTCString().slice(5, 25);
	if (index === 0) {
		return { text: `1:M ${stamp} * Ready to accept connections tcp` };
	}
	return {
		text: `1:M ${stamp} * ${random & 1 ? `${random % 900} changes in 60 seconds. Saving...` : 'Background saving terminated with success'}`,
	};
};

const outcomes = [
	{ level: 'info', msg: 'request completed', status: 200 },
	{ level: 'info', msg: 'request completed', status: 200 },
	{ level: 'info', msg: 'cart updated', items: 3 },
	{ level: 'debug', msg: 'cache hit', ttl: 30 },
	{ level: 'warn', msg: 'slow query', table: 'orders' },
	{ level: 'info', msg: 'order placed', total: '42.80' },
	{ level: 'error', msg: 'payment failed', err: { type: 'CardError', message: 'card declined' }, status: 502 },
] as const;

const json: LogPattern = (index, key, at) => {
	const random = mix(key, index);
	const outcome = outcomes[(random >>> 5) % (random % 5 === 0 ? outcomes.length : 4)]!;
	const { level, ...rest } = outcome;
	const line = {
		level,
		time: new Date(at).toISOString(),
		...rest,
		user: pick(users, random),
		path: pick(paths, random >>> 9),
		ms: random % 180,
	};
	return { text: JSON.stringify(line), stderr: level === 'error' };
};

const javaTrace = [
	'java.lang.IllegalStateException: shard [orders][0] is not available',
	'\tat org.opensearch.index.IndexService.getShard(IndexService.java:311)',
	'\tat org.opensearch.action.search.SearchTransport.lambda$0(SearchTransport.java:88)',
	'\tat java.base/java.lang.Thread.run(Thread.java:1583)',
	'Caused by: java.io.IOException: No space left on device',
	'\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)',
	'\t... 3 more',
];

/** A Java program, with a stack trace now and then. */
const search: LogPattern = (index, key, at) => {
	const turn = index % 61;
	const stamp = new Date(at).toISOString().slice(0, 23).replace('.', ',');
	if (index > 61 && turn > 0 && turn <= javaTrace.length) {
		return { text: javaTrace[turn - 1]! };
	}
	const log = (level: string, logger: string, text: string) => ({
		text: `[${stamp}][${level.padEnd(5)}][${logger.padEnd(24)}] [node-1] ${text}`,
	});
	if (turn === 0 && index > 0) {
		return log('ERROR', 'o.o.a.s.SearchTransport', 'search of orders failed');
	}
	const random = mix(key, index);
	return random % 9 === 0
		? log('WARN', 'o.o.m.j.JvmGcMonitor', `[gc][${index}] overhead, spent [${random % 900}ms] collecting`)
		: log('INFO', 'o.o.c.m.MetadataMapping', `[orders/${(random >>> 8) % 4096}] update_mapping [_doc]`);
};

/** Bytes that are no text, as a program writes them that prints the wrong buffer. */
const junk = '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\ufffd\ufffd\x1b]0;title\x07\x08\x06\ufffd';

const worker: LogPattern = (index, key) => {
	const random = mix(key, index);
	if (index % 131 === 130) {
		return { text: junk };
	}
	const job = `thumbnail-${1000 + index}`;
	const tag = pick(
		[
			'\x1b[32mDONE\x1b[0m',
			'\x1b[32mDONE\x1b[0m',
			'\x1b[36mSTART\x1b[0m',
			'\x1b[33mRETRY\x1b[0m',
			'\x1b[1;31mFAIL\x1b[0m',
		],
		random,
	);
	return { text: `${tag} ${job} 画像 ${random % 4000}×${(random >>> 12) % 3000} in ${random % 900} ms` };
};

/** A progress bar that overwrites itself with carriage returns. */
const progress: LogPattern = (index, key) => {
	const percent = (index * 7) % 101;
	const bar = (value: number) => `${'#'.repeat(Math.floor(value / 5)).padEnd(20, '.')} ${value}%`;
	return {
		text: `extract part ${1 + (mix(key, index) % 9)} ${bar(percent)}\r extract ${bar(Math.min(100, percent + 5))}`,
	};
};

const migrate: LogPattern = index =>
	index === 0
		? { text: 'migrate: waiting for db:5432 …' }
		: { text: 'panic: dial tcp: lookup db-replica on 127.0.0.11:53: no such host\n'.trim(), stderr: true };

const backup: LogPattern = index => ({
	text:
		index === 0 ? 'pg_dump: dumping contents of table "public.orders"' : `wrote part ${index} to /backup/orders.sql.gz`,
});

const proxy: LogPattern = (index, key, at) => {
	const random = mix(key, index);
	return {
		text: `time="${new Date(at).toISOString().slice(0, 19)}Z" level=${pick(['info', 'debug'], random)} msg="router ${pick(users, random)}@docker" entryPoint=web`,
	};
};

const silent: LogPattern = () => ({ text: '' });

/** Patterns by name, for programs.ts. */
export const logPatterns = {
	accessLog,
	flask,
	postgres,
	redis,
	json,
	search,
	worker,
	progress,
	migrate,
	backup,
	proxy,
	silent,
};

function apacheTime(at: number): string {
	const [date = '', time = ''] = new Date(at).toISOString().split('T');
	const [year, month, day] = date.split('-');
	const name = 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(Number(month) * 3 - 3, Number(month) * 3);
	return `${day}/${name}/${year}:${time.slice(0, 8)} +0000`;
}
