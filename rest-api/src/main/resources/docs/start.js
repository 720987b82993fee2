// No inline script: the page's policy allows none.
SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#specification',
  deepLinking: true,
  validatorUrl: null, // nothing leaves this server
  persistAuthorization: false,
});
