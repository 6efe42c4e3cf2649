import type { Frames } from './frames.js';

/** The walkthrough as Markdown, its screens and commands out of the journey. */
export function walkthrough(frames: Frames): string {
	const frame = (name: string) => fenced(of(frames, name), 'text');
	const command = (name: string) => fenced(of(frames, `${name} command`), 'sh');
	return `# From a folder to a running container

For someone new to Docker. You have a small web app in a folder: \`app.py\`, \`requirements.txt\` and a \`Dockerfile\`. By the end
it runs, others can pull it, and you know how much it may use and where its files are.

You need nothing to follow: \`npx plimsoll --demo\` opens a dashboard on a pretended engine, and every key below works there.
With a real Docker Engine, start \`npx plimsoll\` in your folder. All commands are shown as you would type them: plimsoll shows
each one before it runs, \`@\` lists those that have run, and \`y\` copies.

Every screen on this page is made by running this very journey (\`npm run docs\`), so it is what you will see.

## The screen

A **container** is a program with its own files and its own network, running apart from everything else on the machine.

${frame('start')}

The list of containers is at the top left, with images, volumes and networks below it; \`1\` to \`4\` go there. The right side
tells about what is selected: arrow keys up and down choose, left and right turn its tabs. Enter opens a menu of all that can be
done with the selection, \`?\` explains the keys of the place where you are, Esc leads back, and \`q\` leaves. Nothing is removed
without asking.

## 1. Build an image

An **image** is a packed program with all the files it needs; containers are started from it. The \`Dockerfile\` is its recipe.

Press \`2\` for the images, then \`b\` to build. The folder where you started is filled in already.

${frame('build form')}

Underneath stands what Docker is told:

${command('build')}

Enter builds. Each step shows how long it took; steps that have not changed since the last time are taken from the cache. Esc
hides the progress, and the build goes on; \`T\` brings it back, and \`c\` there cancels it.

${frame('built')}

Esc, and the image is in the list. On the right are its layers, newest first: one for each step that made it. \`i\` shows all
that Docker knows of it.

${frame('image')}

## 2. Run it

A **port** is the number of a door. \`5000:80\` opens door 5000 of your machine and leads to door 80 of the container, where the
web app listens.

Press \`r\` on the image. Tab goes to the next field; give it a name and the port.

${frame('run form')}

${command('run')}

*Detached* (\`-d\`) means that it goes on by itself. Enter runs it, and you see what it writes:

${frame('running')}

Turn **Mode** with the right arrow to have it in the foreground instead: it takes the whole terminal, and Ctrl-c stops it. Type
something into **Command** to run that instead of what the image says:

${command('other')}

You know such a line already? Paste a whole \`docker run …\` anywhere in the form, and the form fills itself.

## 3. Reach it

With the container selected, turn to the **Network** tab with the right arrow.

${frame('network')}

The first address is for you: open \`http://localhost:5000/\`, or press \`w\` and let plimsoll open it. The address under *bridge* is
the container's own. On Linux you can reach it from this machine without any published port: \`curl http://172.17.0.4/\`.

## 4. Share it

A **registry** is a server that keeps images, so that other machines can fetch them. Docker Hub is the one that is meant when none is named;
companies run their own.

\`L\` logs in. The password is kept where \`docker login\` keeps it, and shown nowhere.

${frame('login')}

${command('login')}

An image goes where its name says: host, user, name and version. Give it such a name with \`t\`:

${frame('tag')}

${command('tag')}

\`P\` pushes it, layer by layer. A layer that the registry has already is not sent again. The long number at the end is the
image's digest: with it, everyone gets exactly this one.

${command('push')}

${frame('pushed')}

To fetch it on another machine, or here after you removed it with \`d\`, press \`p\`:

${command('pull')}

## 5. Look inside

Press \`e\` on a running container, and you are in it: a shell on its files and its processes. \`exit\` brings you back.

${frame('shell')}

${command('shell')}

What you change in a container is gone when it is removed. To keep it, press \`c\`: a commit makes an image of the files as they
are now.

${frame('commit')}

${command('commit')}

## 6. Keep files

A **volume** is a folder that Docker looks after and that outlives the container. A **bind mount** lends the container a folder of
your own.

In the run form both are rows of **Mounts**. A path alone is a new volume; a path, a colon and a path is a folder of yours.

${command('volume')}

The **Mounts** tab tells where each really is on this machine. The new volume is also in pane \`3\`.

${frame('mounts')}

## 7. Set limits

Without limits one container may take the whole machine. A fifth of one core is 20,000 of every 100,000 microseconds of CPU; give it 300 MB of
memory, too. In the run form, \`more\` unfolds the fields for it.

${command('limit')}

From now on its gauges are full at *its* limit, not at the machine's. \`m\` shows the last minutes, the limit as a line.

${frame('gauge')}

\`12/20%\` reads: it uses 12 % of a core, where 20 % is allowed. Too tight? \`u\` changes the limits while it runs.

${frame('limits')}

${command('update')}

## And then

\`s\` stops a container and starts it again, \`d\` removes it. \`X\` shows the disk usage and how much you can reclaim. \`:\` finds
every action by its name. All keys are in [keys.md](keys.md).
`;
}

function of(frames: Frames, name: string): string {
	const text = frames[name];
	if (text === undefined) {
		throw new Error(`the journey has no ${name}`);
	}
	return text;
}

const fenced = (text: string, language: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
