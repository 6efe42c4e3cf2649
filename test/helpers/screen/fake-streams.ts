import { EventEmitter } from 'node:events';

/** The output stream of a terminal, for Ink and the compositor. */
export class FakeStdout extends EventEmitter {
	readonly isTTY = true;
	readonly writes: string[] = [];
	columns: number;
	rows: number;

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
	}
	write(text: string, done?: () => void): boolean {
		this.writes.push(text);
		done?.();
		return true;
	}
}

/** A keyboard in raw mode, for Ink. */
export class FakeStdin extends EventEmitter {
	readonly isTTY = true;
	readonly modes: boolean[] = [];
	#chunk: string | undefined;
	setRawMode(mode: boolean): void {
		this.modes.push(mode);
	}
	setEncoding(): void {}
	ref(): void {}
	unref(): void {}
	read(): string | null {
		const chunk = this.#chunk ?? null;
		this.#chunk = undefined;
		return chunk;
	}
	press(chunk: string): void {
		this.#chunk = chunk;
		this.emit('readable');
	}
}
