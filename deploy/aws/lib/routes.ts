// The paths that are not the web app's: CloudFront sends them to the load balancer, which sends
// them to the role that answers them.
export const routes = {
  signOn: ['/signon*'],
  questionSetLoader: ['/question-set-upload'],
  speedRun: ['/speedruns*', '/speedrun*'],
};

export const apiPaths = Object.values(routes).flat();
