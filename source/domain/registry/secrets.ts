/** Stands for a secret; always of one length, so that the length of the value stays secret, too. */
export const secretMask = '••••••';

const secretName = /KEY|TOKEN|SECRET|PASS|PWD|CREDENTIAL|PRIVATE|AUTH(?!OR)|COOKIE|SALT|SIGNATURE|DSN/i;
/** `scheme://user:password@host` with the password as a group of its own. */
// The scheme has a maximum length, so that a megabyte of letters is scanned only once.
const urlPassword = /([a-z][a-z0-9+.-]{0,31}:\/\/[^\s/:@?#]*:)([^\s/@?#]+)(@)/gi;

/** Returns true if the name of an environment variable suggests a secret value. */
export const looksSecret = (name: string): boolean => secretName.test(name);

/** Masks a value for the screen: all of it if its name looks secret, else only passwords in URLs. */
export function maskValue(name: string, value: string, mask: string): string {
	if (looksSecret(name) && value !== '') {
		return mask;
	}
	return value.replace(urlPassword, (_, start: string, _password: string, end: string) => start + mask + end);
}

/** Masks the value of an environment entry, `NAME=value`. */
export function maskEntry(entry: string, mask: string): string {
	const at = entry.indexOf('=');
	return at < 0 ? entry : `${entry.slice(0, at)}=${maskValue(entry.slice(0, at), entry.slice(at + 1), mask)}`;
}

/** `NAME=value` or `"name": "value"` with a name that suggests a secret. */
const assigned =
	/((?:key|token|secret|pass(?:word|wd)?|pwd|credential|auth)[\w-]{0,128}["']?\s{0,8}[:=]\s{0,8}["']?)([^\s"',;]+)/gi;
const bearer = /\b(bearer|basic)\s+[\w.~+/=-]+/gi;

/** Masks everything that looks like a credential in free text, such as an error message or a stack. */
export function maskText(text: string, mask = secretMask): string {
	return (
		text
			.replace(urlPassword, (_, start: string, _password: string, end: string) => start + mask + end)
			// First, since `assigned` would mask the scheme instead of the credentials.
			.replace(bearer, (_, scheme: string) => `${scheme} ${mask}`)
			.replace(assigned, (_, start: string) => start + mask)
	);
}
