import { describe, expect, it } from 'vitest';
import { openAt } from './driving.js';
import { formOf, goToField, hostConfig, watched } from './run-driving.js';

describe('a pasted docker run line', () => {
	const line = `$ sudo docker container run -itd --name=web2 \\
  -p 5000:80 -e "A=x,y 'q'" --env B='two
lines' -v "$PWD/x":/y --mount type=bind,src=/a,dst=/b --cap-add NET_ADMIN --entrypoint "" \\
  --init=false --restart on-failure:3 redis:7-alpine sh -c "echo hi"`;

	it('fills the form from any field, and the same line comes out again', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine, cwd: '/srv/app' });
		await app.press('r', 'down', 'down', 'down');
		await app.paste(line);
		expect(formOf(app)?.values).toMatchObject({
			image: 'redis:7-alpine',
			name: 'web2',
			mode: '-dit',
			publish: ['5000:80'],
			env: ["A=x,y 'q'", 'B=two\nlines'],
			volume: ['$PWD/x:/y', '--mount type=bind,src=/a,dst=/b'],
			entrypoint: "''",
			restart: 'on-failure:3',
			command: "sh -c 'echo hi'",
			other: ['--cap-add NET_ADMIN', '--init=false'],
		});
		expect(app.text()).toContain('B=two␊lines');
		expect(app.text()).toContain('┌ Run redis:7-alpine ─');
		await app.press('enter');
		expect(created[0]?.body).toMatchObject({
			Image: 'redis:7-alpine',
			Cmd: ['sh', '-c', 'echo hi'],
			Entrypoint: [''],
			Env: ["A=x,y 'q'", 'B=two\nlines'],
			Tty: true,
			OpenStdin: true,
		});
		expect(hostConfig(created[0])).toMatchObject({ Binds: ['/srv/app/x:/y'], CapAdd: ['CAP_NET_ADMIN'], Init: false });
	});

	it('names what is not supported, and runs only when it was said', async () => {
		const { engine, created } = watched();
		const app = await openAt('images', 'nginx', { engine });
		await app.press('r');
		await app.paste('docker run -d --cidfile /tmp/id -p nonsense nginx:latest');
		expect(app.text()).toContain('Not taken over: --cidfile /tmp/id');
		expect(app.text()).toContain('nonsense');
		await app.press('enter');
		expect(created).toEqual([]);
		expect(formOf(app)?.message).toBe(
			'--cidfile /tmp/id · invalid containerPort: nonsense: not supported and left out; Enter again goes on without',
		);
		await app.press('enter');
		expect(created).toHaveLength(1);
	});

	it('says what the shell would have filled in', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await app.paste('docker run -e USER=$USER -v ~/x:/y nginx');
		expect(app.text()).toContain('$USER is left as it is: the shell would fill it in');
	});

	it('leaves other text to the field', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('r');
		await goToField(app, 'env');
		await app.paste('A=1\nB=docker run\n\nC=3\n');
		expect(formOf(app)?.values.env).toEqual(['A=1', 'B=docker run', 'C=3']);
		await goToField(app, 'command');
		await app.paste('docker ps');
		expect(formOf(app)?.values.command).toBe('docker ps');
	});
});
