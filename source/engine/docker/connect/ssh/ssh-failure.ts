import type { ChildError } from './child-stream.js';

/**
 * What ssh and the remote shell say of what only a person can set right. ssh has one exit status for all its failures, 255,
 * and does not translate its messages. Source: openssh-portable sshconnect.c, sshconnect2.c, readconf.c, authfile.c.
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

/** The remote shell's exit statuses for a docker that is missing or may not be run. */
const noProgram: readonly (number | undefined)[] = [126, 127];

/** Whether a person has to set something right before ssh can get there: each further try is one more failed login. */
export const needsPerson = ({ message, exitStatus }: ChildError): boolean =>
	noProgram.includes(exitStatus) || forAPerson.some(pattern => pattern.test(message));

/** Whether ssh failed before a request could have reached the engine. */
export function neverArrived(error: ChildError): boolean {
	if (error.hadAnswered) {
		return false;
	}
	const { exitStatus, message } = error;
	if (needsPerson(error)) {
		return true;
	}
	// `docker system dial-stdio` found no engine there, or ssh no machine.
	return (exitStatus !== undefined && exitStatus !== 255) || /^(?:ssh|kex_exchange_identification): /m.test(message);
}
