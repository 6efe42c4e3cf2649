const reportIntervalBytes = 256 * 1024;

/** The progress of a build's upload, which may have several parts. */
export class Transfer {
	#sent = 0;
	#reported = 0;
	#begun = 0;
	#ended = 0;
	#failure: Error | undefined;
	#waiting: (() => void) | undefined;

	/** Bytes. */
	get sent(): number {
		return this.#sent;
	}

	/** True once all parts that were begun have ended. */
	get done(): boolean {
		return this.#begun > 0 && this.#ended === this.#begun;
	}

	/** The error of an unreadable file: the connection itself ends without a reason then. */
	get failure(): Error | undefined {
		return this.#failure;
	}

	begin(): void {
		this.#begun++;
	}

	add(bytes: number): void {
		this.#sent += bytes;
		if (this.#sent - this.#reported >= reportIntervalBytes) {
			this.#report();
		}
	}

	end(): void {
		this.#ended++;
		this.#report();
	}

	fail(error: Error): void {
		this.#failure ??= error;
		this.#report();
	}

	/** Resolves when there is more to report. */
	changed(): Promise<void> {
		return new Promise(resolve => (this.#waiting = resolve));
	}

	#report(): void {
		this.#reported = this.#sent;
		this.#waiting?.();
		this.#waiting = undefined;
	}
}
