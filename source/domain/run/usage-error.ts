/** Docker would refuse the command line before it sends a request; `message` is docker's message. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	constructor(
		message: string,
		/** The flag with the error, `--publish`; undefined for an error of the whole line. */
		readonly flag?: string,
	) {
		super(message);
	}
}

/** Runs a check and returns the message of its UsageError; undefined when it does not throw. */
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
