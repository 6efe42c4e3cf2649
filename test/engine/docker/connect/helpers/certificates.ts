import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Runs openssl in a folder. The error of a failure contains its stderr. */
function openssl(folder: string, ...args: string[]): void {
	execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
}

/**
 * Creates an authority and the folders `server/` (for an IP address) and `client/`, each with ca.pem, cert.pem and key.pem,
 * valid for two days.
 */
export function makeCertificates(folder: string, address = '127.0.0.1'): { server: string; client: string } {
	const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	openssl(folder, 'req', '-x509', ...curve, '-keyout', 'ca-key.pem', '-out', 'ca.pem', '-subj', '/CN=ca', '-days', '2');
	const issue = (name: string, extension: string) => {
		const target = path.join(folder, name);
		mkdirSync(target);
		writeFileSync(path.join(target, 'extension'), extension);
		openssl(target, 'req', ...curve, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', `/CN=${name}`);
		const authority = ['-CA', '../ca.pem', '-CAkey', '../ca-key.pem', '-CAcreateserial'];
		openssl(
			target,
			'x509',
			'-req',
			'-in',
			'request.pem',
			...authority,
			'-out',
			'cert.pem',
			'-days',
			'2',
			'-extfile',
			'extension',
		);
		openssl(folder, 'x509', '-in', 'ca.pem', '-out', path.join(name, 'ca.pem'));
		return target;
	};
	return {
		server: issue('server', `subjectAltName=IP:${address}`),
		client: issue('client', 'extendedKeyUsage=clientAuth'),
	};
}
