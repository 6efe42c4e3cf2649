const secretName = /KEY|TOKEN|SECRET|PASS|PWD|CREDENTIAL|PRIVATE|AUTH(?!OR)|COOKIE|SALT|SIGNATURE|DSN/i;
/** `scheme://user:password@host`, the password on its own. */
// Names have bounds, so that a megabyte of letters is read once and not from each of them on.
const urlPassword = /([a-z][a-z0-9+.-]{0,31}:\/\/[^\s/:@?#]*:)([^\s/@?#]+)(@)/gi;

/** Whether the name of an environment variable promises something that nobody should read over a shoulder. */
export const looksSecret = (name: string): boolean => secretName.test(name);

/** A value fit to be shown: all of it masked when its name looks secret, else only passwords within URLs. */
export function maskValue(name: string, value: string, mask: string): string {
	if (looksSecret(name) && value !== '') return mask;
	return value.replace(urlPassword, (_, start: string, _password: string, end: string) => start + mask + end);
}

/** `NAME=value` or `"name": "value"` with a name that promises a secret; bearer and basic credentials. */
const assigned =
	/((?:key|token|secret|pass(?:word|wd)?|pwd|credential|auth)[\w-]{0,128}["']?\s{0,8}[:=]\s{0,8}["']?)([^\s"',;]+)/gi;
const bearer = /\b(bearer|basic)\s+[\w.~+/=-]+/gi;

/** Free text (an error's words, a stack) fit to be written down: whatever looks like a credential in it is masked. */
export function maskText(text: string, mask = '••••••'): string {
	return (
		text
			.replace(urlPassword, (_, start: string, _password: string, end: string) => start + mask + end)
			// Before the other, which would take the scheme for the secret.
			.replace(bearer, (_, scheme: string) => `${scheme} ${mask}`)
			.replace(assigned, (_, start: string) => start + mask)
	);
}
