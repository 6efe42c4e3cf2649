import type { ChildError } from './child-stream.js';

/**
 * The messages of ssh and the remote shell about failures that only a person can repair. ssh has one exit status for all its
 * failures, 255, and does not translate its messages. Source: openssh-portable sshconnect.c, sshconnect2.c, readconf.c, authfile.c.
 */
const forAPerson = [
	/Host key verification failed/,
	/REMOTE HOST IDENTIFICATION HAS CHANGED/,
	/permission denied/i,
	/Too many authentication failures/,
	/No more authentication methods|No supported authentication methods/i,
	/Unable to negotiate with/,
	/Bad owner or permissions on|UNPROTECTED PRIVATE KEY FILE/,
	/Bad configuration option|terminating, \d+ bad configuration options/,
	/executable file not found/,
	/account (?:is|has) (?:currently not available|expired|locked)|password has expired/i,
];

/** The remote shell's exit statuses for a `docker` that is missing or not executable. */
const noProgram: readonly (number | undefined)[] = [126, 127];

/** Returns true if only a person can repair the failure: each retry would be one more failed login. */
export const needsPerson = ({ message, exitStatus }: ChildError): boolean =>
	noProgram.includes(exitStatus) || forAPerson.some(pattern => pattern.test(message));

/** Questions that ssh asks in a terminal: for a password, a passphrase or a code, and about a host key that it does not know. */
const questions = [/permission denied/i, /No more authentication methods/i, /Host key verification failed/];

/** Returns true if ssh would ask the user in a terminal. A changed host key is no question: ssh refuses it everywhere. */
export const wouldAsk = ({ message, exitStatus }: ChildError): boolean =>
	exitStatus === 255 &&
	questions.some(pattern => pattern.test(message)) &&
	!message.includes('REMOTE HOST IDENTIFICATION HAS CHANGED');

/** Returns true if ssh failed before any request can have reached the engine. */
export function neverArrived(error: ChildError): boolean {
	if (error.hadAnswered) {
		return false;
	}
	const { exitStatus, message } = error;
	if (needsPerson(error)) {
		return true;
	}
	// Either `docker system dial-stdio` found no engine, or ssh found no machine.
	return (exitStatus !== undefined && exitStatus !== 255) || /^(?:ssh|kex_exchange_identification): /m.test(message);
}
