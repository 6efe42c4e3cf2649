import { loadExeca, type Start } from '../../../../processes/load-execa.js';

/** The system call `lgetxattr` by Node's name of the processor. Source: Linux, arch/*\/syscall*.tbl. */
const callNumbers: Readonly<Record<string, number>> = {
	...{ x64: 192, arm64: 9, riscv64: 9, loong64: 9, arm: 230, ia32: 230, s390x: 228, ppc64: 213 },
};

/** For each path that ends with NUL, the script prints a line: the attribute in hex, empty when there is none. */
const script = [
	'$| = 1; $/ = "\\0"; $call = int(shift); $name = "security.capability";',
	'while (<STDIN>) { chomp; $value = "\\0" x 256; $length = syscall($call, $_, $name, $value, 256);',
	'print $length > 0 ? unpack("H*", substr($value, 0, $length)) : "", "\\n" }',
].join(' ');

/**
 * Reads file capabilities (`setcap`), the only extended attribute that an image keeps. Node has no call for it, so perl reads
 * it, which nearly every Linux has; without perl, files are sent without capabilities. The first file starts one process for
 * all files.
 */
export class Capabilities {
	/** Resolves when perl was started, or could not be. */
	#started: Promise<void> | undefined;
	#child: ReturnType<typeof startPerl> | undefined;
	#isOver = process.platform !== 'linux';
	#rest = '';
	readonly #waiting: ((value: Buffer | undefined) => void)[] = [];

	/** The attribute's bytes; undefined when the file has none or perl is missing. */
	async of(file: Buffer): Promise<Buffer | undefined> {
		if (!this.#isOver) {
			this.#started ??= this.#start().catch(() => this.close());
			await this.#started;
		}
		const child = this.#child;
		if (!child || this.#isOver) {
			return undefined;
		}
		return new Promise(resolve => {
			this.#waiting.push(resolve);
			child.stdin.write(Buffer.concat([file, Buffer.of(0)]));
		});
	}

	close(): void {
		this.#isOver = true;
		this.#child?.kill();
		for (const resolve of this.#waiting.splice(0)) {
			resolve(undefined);
		}
	}

	async #start(): Promise<void> {
		const call = callNumbers[process.arch];
		if (call === undefined) {
			return;
		}
		const { start } = await loadExeca();
		if (this.#isOver) {
			return;
		}
		const child = startPerl(start, call);
		this.#child = child;
		const end = () => this.close();
		child.on('error', end).on('exit', end);
		child.stdin.on('error', end);
		child.stdout.setEncoding('latin1').on('data', (text: string) => {
			const lines = (this.#rest + text).split('\n');
			this.#rest = lines.pop() ?? '';
			for (const line of lines) {
				this.#waiting.shift()?.(line === '' ? undefined : Buffer.from(line, 'hex'));
			}
		});
	}
}

function startPerl(start: Start, call: number) {
	return start('perl', ['-e', script, String(call)], {
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
		extendEnv: false,
		buffer: false,
		reject: false,
	});
}
