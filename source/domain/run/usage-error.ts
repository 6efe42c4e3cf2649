/** A command line that docker would refuse before it sends anything; `message` is docker's own sentence. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	constructor(
		message: string,
		/** The flag it is about, `--publish`; undefined when it is about the whole line. */
		readonly flag?: string,
	) {
		super(message);
	}
}

/** Runs a check that throws and gives back its sentence, or undefined when the value is fine. */
export function problemIn(check: () => unknown): string | undefined {
	try {
		check();
		return undefined;
	} catch (error) {
		if (error instanceof UsageError) {
			return error.message;
		}
		throw error;
	}
}
