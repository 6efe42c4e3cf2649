import { describe, expect, test } from 'vitest';
import { imageText } from '../../../source/domain/nouns/container-image.js';

const digest = `sha256:${'ab12'.repeat(16)}`;
const imageId = `sha256:${'cd34'.repeat(16)}`;

describe('the image of a container', () => {
	// Checked against docker/cli 20.10 and 28: formatter.ContainerContext.Image.
	test.each([
		['nginx:1.29', 'nginx:1.29'],
		['nginx', 'nginx'],
		[`nginx:1.29@${digest}`, 'nginx:1.29'],
		[`nginx@${digest}`, 'nginx'],
		[`registry.example.com:5000/team/app:v1@${digest}`, 'registry.example.com:5000/team/app:v1'],
		['docker.io/library/nginx:1.29', 'nginx:1.29'],
		['docker.io/team/app', 'team/app'],
		[imageId, 'cd34cd34cd34'],
		['cd34cd34cd34', 'cd34cd34cd34'],
		[digest, digest],
		['', '<no image>'],
		['Not A Reference', 'Not A Reference'],
	])('%s is %s', (image, text) => {
		expect(imageText({ image, imageId })).toBe(text);
	});

	test('is shown as it is where the id is unknown', () => {
		expect(imageText({ image: 'web:1', imageId: '' })).toBe('web:1');
	});
});
