import { exitWords } from '../domain/session/exit-words.js';
import type { SessionEnd } from '../domain/session/session-stage.js';

/** The end of a command in the command log. The process of a command may fail after the engine has accepted the call. */
export type CommandOutcome = {
	readonly status: 'done' | 'failed';
	/** A short result: `exit 2`. */
	readonly message?: string;
	/** The last lines that its process wrote. */
	readonly output?: string;
};

/** A call of an action resolves to it when its command has a result besides success. */
export class CommandEnd {
	readonly outcome: CommandOutcome;

	constructor(outcome: CommandOutcome) {
		this.outcome = outcome;
	}
}

/** A call resolves to it when its command goes on: the command log shows it as running until `ended` resolves. */
export class OngoingCommand {
	readonly ended: Promise<CommandEnd>;

	constructor(ended: Promise<CommandEnd>) {
		this.ended = ended;
	}
}

/** The end of a session as docker's exit code shows it. */
export function endOfSession(end: SessionEnd, output = ''): CommandEnd {
	const written = output === '' ? {} : { output };
	switch (end.kind) {
		case 'ended':
			return end.code === 0
				? new CommandEnd({ status: 'done', ...written })
				: new CommandEnd({ status: 'failed', message: `exit ${exitWords(end.code)}`, ...written });
		case 'left':
			return new CommandEnd({ status: 'done', message: 'left, it keeps running', ...written });
		case 'cut':
			return new CommandEnd({ status: 'failed', message: 'the connection was lost', ...written });
	}
}
