/** Bytes between two reports of how much was sent. */
const reportBytes = 256 * 1024;

/** How much of a build's files was sent to the engine; they may go in several parts. */
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

	/** Nothing is being sent, and something was. */
	get done(): boolean {
		return this.#begun > 0 && this.#ended === this.#begun;
	}

	/** Why files could not be read; the connection only breaks off then. */
	get failure(): Error | undefined {
		return this.#failure;
	}

	begin(): void {
		this.#begun++;
	}

	add(bytes: number): void {
		this.#sent += bytes;
		if (this.#sent - this.#reported >= reportBytes) {
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
