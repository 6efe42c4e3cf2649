/** Standard input of a simulated process, by lines. */
export class Input {
	#lines: (string | undefined)[] = [];
	#partial = '';
	#ended = false;
	#wake: (() => void) | undefined;

	/** Text as it comes, whole lines or not. */
	push(text: string): void {
		const parts = (this.#partial + text).split('\n');
		this.#partial = parts.pop() ?? '';
		for (const part of parts) this.#lines.push(part);
		this.#wake?.();
	}

	/** Forgets what was not read yet, as a terminal does on Ctrl-C. */
	clear(): void {
		this.#lines = [];
		this.#partial = '';
	}

	/** An end of file that only the current reader sees, as Ctrl-D on a terminal is. */
	endOfFile(): void {
		this.#lines.push(undefined);
		this.#wake?.();
	}

	/** Nothing more will come. */
	end(): void {
		if (this.#partial) this.#lines.push(this.#partial);
		this.#partial = '';
		this.#ended = true;
		this.#wake?.();
	}

	/** The next line without its end; undefined at the end of the file or when the signal aborts. */
	async readLine(signal: AbortSignal): Promise<string | undefined> {
		while (this.#lines.length === 0) {
			if (this.#ended || signal.aborted) return undefined;
			await new Promise<void>(resolve => {
				const done = () => {
					signal.removeEventListener('abort', done);
					resolve();
				};
				this.#wake = done;
				signal.addEventListener('abort', done, { once: true });
			});
		}
		return this.#lines.shift();
	}
}
