/** Standard input of a simulated process, read by lines. */
export class Input {
	#lines: (string | undefined)[] = [];
	#partial = '';
	#ended = false;
	#wake: (() => void) | undefined;

	/** Appends text, which may end in the middle of a line. */
	push(text: string): void {
		const parts = (this.#partial + text).split('\n');
		this.#partial = parts.pop() ?? '';
		for (const part of parts) {
			this.#lines.push(part);
		}
		this.#wake?.();
	}

	/** Discards unread input, as a terminal does on Ctrl-C. */
	clear(): void {
		this.#lines = [];
		this.#partial = '';
	}

	/** Adds an end of file for one read, as Ctrl-D on a terminal does. */
	endOfFile(): void {
		this.#lines.push(undefined);
		this.#wake?.();
	}

	/** Closes the input. */
	end(): void {
		if (this.#partial) {
			this.#lines.push(this.#partial);
		}
		this.#partial = '';
		this.#ended = true;
		this.#wake?.();
	}

	/** Resolves to the next line without its line end; undefined at the end of the file or when the signal aborts. */
	async readLine(signal: AbortSignal): Promise<string | undefined> {
		while (this.#lines.length === 0) {
			if (this.#ended || signal.aborted) {
				return undefined;
			}
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
