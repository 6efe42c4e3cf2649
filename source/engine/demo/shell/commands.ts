import { resolvePath } from './files.js';
import type { ShellProcess, Stream } from './shell-process.js';

/** A running command: its process, its arguments without its name, and its output. */
export type CommandLike = {
	readonly process: ShellProcess;
	readonly args: readonly string[];
	readonly print: (text: string, stream?: Stream) => void;
};
type CommandFunction = (call: CommandLike) => number | Promise<number>;

/** The commands of the demo's shell. Each resolves to its exit code. */
export const commands: Readonly<Record<string, CommandFunction>> = {
	echo: ({ args, print }) => {
		const bare = args[0] === '-n' || args[0] === '-e' ? args.slice(1) : args;
		const text = bare.join(' ');
		print((args[0] === '-e' ? unquote(text) : text) + (args[0] === '-n' ? '' : '\n'));
		return 0;
	},
	printf: ({ args, print }) => {
		const values = args.slice(1);
		print(unquote(args[0] ?? '').replace(/%[sd]/g, () => values.shift() ?? ''));
		return 0;
	},
	true: () => 0,
	':': () => 0,
	false: () => 1,
	pwd: ({ process, print }) => {
		print(`${process.cwd}\n`);
		return 0;
	},
	cd: ({ process, args, print }) => {
		const path = resolvePath(process.cwd, args[0] ?? process.env.get('HOME') ?? '/');
		if (!process.files.isFolder(path)) {
			print(`sh: cd: can't cd to ${args[0]}: No such file or directory\n`, 'stderr');
			return 2;
		}
		process.cwd = path;
		return 0;
	},
	ls: ({ process, args, print }) => {
		const paths = args.filter(arg => !arg.startsWith('-'));
		const long = args.some(arg => /^-\w*l/.test(arg));
		let code = 0;
		for (const path of paths.length > 0 ? paths : [process.cwd]) {
			const full = resolvePath(process.cwd, path);
			const names = process.files.isFolder(full)
				? process.files.list(full)
				: process.files.read(full) !== undefined
					? [path]
					: undefined;
			if (!names) {
				print(`ls: ${path}: No such file or directory\n`, 'stderr');
				code = 1;
			} else if (long) {
				print(names.map(name => longRow(process, resolvePath(full, name), name)).join(''));
			} else if (process.tty && names.length > 0) {
				print(`${names.join('  ')}\n`);
			} else {
				print(names.map(name => `${name}\n`).join(''));
			}
		}
		return code;
	},
	cat: async ({ process, args, print }) => {
		if (args.length === 0) {
			const { signal } = process.foreground;
			for (
				let line = await process.input.readLine(signal);
				line !== undefined;
				line = await process.input.readLine(signal)
			) {
				print(`${line}\n`);
			}
			return 0;
		}
		return eachFile(args, process, print, 'cat', content => print(content));
	},
	head: ({ process, args, print }) => {
		const count = args[0] === '-n' ? Number(args[1]) : 10;
		const paths = args[0] === '-n' ? args.slice(2) : args;
		return eachFile(paths, process, print, 'head', content =>
			print(content.split('\n').slice(0, count).join('\n').concat('\n')),
		);
	},
	wc: ({ process, args, print }) =>
		eachFile(
			args.filter(arg => !arg.startsWith('-')),
			process,
			print,
			'wc',
			(content, path) => print(`${content.split('\n').length - 1} ${path}\n`),
		),
	touch: ({ process, args }) => {
		for (const path of args.map(arg => resolvePath(process.cwd, arg))) {
			process.files.write(path, process.files.read(path) ?? '');
		}
		return 0;
	},
	mkdir: ({ process, args }) => {
		for (const path of args.filter(arg => !arg.startsWith('-'))) {
			process.files.makeFolder(resolvePath(process.cwd, path));
		}
		return 0;
	},
	rm: ({ process, args, print }) => {
		const force = args.some(arg => /^-\w*f/.test(arg));
		let code = 0;
		for (const path of args.filter(arg => !arg.startsWith('-'))) {
			if (process.files.remove(resolvePath(process.cwd, path)) || force) {
				continue;
			}
			print(`rm: can't remove '${path}': No such file or directory\n`, 'stderr');
			code = 1;
		}
		return code;
	},
	test: ({ process, args }) => {
		const path = resolvePath(process.cwd, args[1] ?? '');
		if (args[0] === '-d') {
			return process.files.isFolder(path) ? 0 : 1;
		}
		return process.files.read(path) !== undefined || process.files.isFolder(path) ? 0 : 1;
	},
	env: ({ process, print }) => {
		print([...process.env].map(([name, value]) => `${name}=${value}\n`).join(''));
		return 0;
	},
	export: ({ process, args }) => {
		for (const arg of args) {
			process.env.set(arg.split('=')[0] ?? '', arg.slice(arg.indexOf('=') + 1));
		}
		return 0;
	},
	id: ({ process, args, print }) => {
		const [user = '0', group = user] = process.user.split(':');
		const number = (name: string) => (name === 'root' ? '0' : /^\d+$/.test(name) ? name : '1000');
		if (args[0] === '-u') {
			print(`${number(user)}\n`);
		} else if (args[0] === '-g') {
			print(`${number(group)}\n`);
		} else {
			print(
				`uid=${number(user)}${number(user) === '0' ? '(root)' : ''} gid=${number(group)}${number(group) === '0' ? '(root)' : ''}\n`,
			);
		}
		return 0;
	},
	whoami: ({ process, print }) => {
		print(`${process.user.split(':')[0]}\n`);
		return 0;
	},
	hostname: ({ process, print }) => {
		print(`${process.env.get('HOSTNAME')}\n`);
		return 0;
	},
	uname: ({ process, args, print }) => {
		print(args[0] === '-a' ? `Linux ${process.env.get('HOSTNAME')} 6.12.0-demo x86_64\n` : 'Linux\n');
		return 0;
	},
	date: ({ process, print }) => {
		print(`${new Date(process.world.now()).toUTCString()}\n`);
		return 0;
	},
	sleep: async ({ process, args }) => {
		const seconds = args[0] === 'infinity' ? 2e6 : Number.parseFloat(args[0] ?? '0');
		await process.sleep(seconds * 1000);
		return 0;
	},
	stty: ({ process, args, print }) => {
		if (args[0] !== 'size') {
			return 0;
		}
		if (!process.tty) {
			print('stty: standard input: Not a tty\n', 'stderr');
			return 1;
		}
		print(`${process.size.rows} ${process.size.columns}\n`);
		return 0;
	},
	ps: ({ process, print }) => {
		const own = process.container.program.processes.map(
			(command, index) => `${String(index + 1).padStart(5)} root      0:00 ${command}\n`,
		);
		print(`PID   USER     TIME  COMMAND\n${own.join('')}   42 ${process.user.padEnd(9)} 0:00 ps\n`);
		return 0;
	},
	clear: ({ print }) => {
		print('\x1b[H\x1b[2J');
		return 0;
	},
	trap: ({ process, args }) => {
		for (const name of args.slice(1)) {
			process.traps.set(name.replace(/^SIG/, ''), args[0] ?? '');
		}
		return 0;
	},
	seq: ({ args, print }) => {
		const [first, last] = args.length > 1 ? [Number(args[0]), Number(args[1])] : [1, Number(args[0] ?? 0)];
		for (let start = first; start <= last; start += 1000) {
			print(Array.from({ length: Math.min(1000, last - start + 1) }, (_, index) => `${start + index}\n`).join(''));
		}
		return 0;
	},
};

function unquote(text: string): string {
	const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', e: '\x1b', '\\': '\\' };
	return text.replace(/\\(?:0?33|(.))/g, (_, char: string | undefined) =>
		char === undefined ? '\x1b' : (escapes[char] ?? `\\${char}`),
	);
}

function longRow(process: ShellProcess, path: string, name: string): string {
	const folder = process.files.isFolder(path);
	const size = folder ? 4096 : (process.files.read(path)?.length ?? 0);
	return `${folder ? 'drwxr-xr-x' : '-rw-r--r--'}    1 root     root  ${String(size).padStart(9)} ${name}\n`;
}

function eachFile(
	paths: readonly string[],
	process: ShellProcess,
	print: CommandLike['print'],
	name: string,
	use: (content: string, path: string) => void,
): number {
	let code = 0;
	for (const path of paths) {
		const content = process.files.read(resolvePath(process.cwd, path));
		if (content === undefined) {
			print(
				`${name}: ${name === 'cat' ? "can't open '" : ''}${path}${name === 'cat' ? "'" : ''}: No such file or directory\n`,
				'stderr',
			);
			code = 1;
		} else {
			use(content, path);
		}
	}
	return code;
}
