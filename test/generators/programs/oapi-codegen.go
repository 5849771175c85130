package main

import (
	"context"
	"net/http"
	"os"

	"generated/client"
)

const organization, name = "my-org", "oapi-codegen"

func main() {
	ctx := context.Background()
	authorize := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
		return nil
	}
	api, err := client.NewClientWithResponses(os.Getenv("BASE_URL"), client.WithRequestEditorFn(authorize))
	check(err)
	isListed := func() bool {
		reply, err := api.ListDatabasesWithResponse(ctx, organization, &client.ListDatabasesParams{})
		check(err)
		for _, database := range reply.JSON200.Databases {
			if string(database.Name) == name {
				return true
			}
		}
		return false
	}
	group := client.GroupName("default")
	created, err := api.CreateDatabaseWithResponse(ctx, organization, client.CreateDatabaseRequest{Name: name, Group: &group})
	check(err)
	if created.StatusCode() != 200 || !isListed() {
		panic("not created")
	}
	_, err = api.DeleteDatabaseWithResponse(ctx, organization, name)
	check(err)
	if isListed() {
		panic("not deleted")
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
