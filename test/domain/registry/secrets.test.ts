import { describe, expect, test } from 'vitest';
import { looksSecret, maskValue } from '../../../source/domain/registry/secrets.js';

describe('maskValue', () => {
	test.each([
		'API_KEY',
		'AWS_SECRET_ACCESS_KEY',
		'POSTGRES_PASSWORD',
		'npm_token',
		'MYSQL_PWD',
		'PRIVATE_PEM',
		'GOOGLE_CREDENTIALS',
	])('masks the whole value of %s', name => {
		expect(maskValue(name, 'hunter2', '***')).toBe('***');
	});

	test('returns other values unchanged', () => {
		expect(looksSecret('PATH')).toBe(false);
		expect(maskValue('PATH', '/usr/bin:/bin', '***')).toBe('/usr/bin:/bin');
		expect(maskValue('API_KEY', '', '***')).toBe('');
	});

	test('masks the password in a URL whatever the name of the variable', () => {
		expect(maskValue('DATABASE_URL', 'postgres://app:s3cr:et@db:5432/app', '***')).toBe(
			'postgres://app:***@db:5432/app',
		);
		expect(maskValue('UPSTREAMS', 'http://a:b@x http://c:d@y', '***')).toBe('http://a:***@x http://c:***@y');
		expect(maskValue('HOME_URL', 'https://example.com:8080/a@b', '***')).toBe('https://example.com:8080/a@b');
	});
});
